"""The REST API put together: addresses, limits, the OpenAPI document and its page."""
