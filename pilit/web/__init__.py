"""Django helpers that know no app: page or fragment, refusals as answers, paging, dates in words."""
