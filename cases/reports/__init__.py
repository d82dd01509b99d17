"""Reports from the public: taken in without an account, decided at the intake, followed by code."""
