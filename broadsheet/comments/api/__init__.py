"""The conversation for programs: an API, webhooks, and pages for other sites to embed."""
