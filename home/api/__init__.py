"""What programs may read of the public pages: Wagtail's API, narrowed. docs/api.md tells its users how.

`representation` says how what a page holds is told; `fields` and `serializers` carry that into Wagtail's API,
`views` has its one endpoint, `urls` the addresses. Which fields a type of page tells stands with it, in `api_fields`.
"""
