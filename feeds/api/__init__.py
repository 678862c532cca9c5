"""What there is for programs: a page for people, and an OpenAPI document made from the declarations that read the questions."""
