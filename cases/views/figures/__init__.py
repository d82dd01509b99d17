"""The pages of supervision: figures, overdue duties, alerts, reports."""
