"""Every page group of the staff."""

from api.web.staff import (
    accounts,
    assisting,
    closing,
    files,
    ils,
    merging,
    messages,
    nights,
    points,
    profile,
    readers,
    registering,
    requests,
    returns,
    rights,
    secrets,
    titles,
)

STAFF = (
    accounts.router, assisting.router, closing.router, files.router, ils.router, merging.router,
    messages.router,
    nights.router,
    points.router, profile.router, readers.router, registering.router, returns.router,
    requests.router, rights.router, secrets.router, titles.router,
)  # fmt: skip
