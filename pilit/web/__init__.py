"""Django helpers that know no app: fragments, refusals as answers, paging, dates in words."""
