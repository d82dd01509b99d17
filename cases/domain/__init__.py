"""The lifecycle and the statutory rules of a case: pure Python, importing only `pilit.law`."""
