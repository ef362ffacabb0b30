"""What can be wrong with a title that somebody names."""

from access.errors import AccessError


class TitleNotFound(AccessError):
    """No title carries this number, or it may not be shown any more."""

    def __init__(self, title_id: int) -> None:
        self.title_id = title_id
        super().__init__(f"There is no title with number {title_id}.")


class SeriesNotFound(AccessError):
    """No series carries this number."""

    def __init__(self, series_id: int) -> None:
        self.series_id = series_id
        super().__init__(f"There is no series with number {series_id}.")
