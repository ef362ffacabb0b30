"""`dauys roads`: road maps for travel times, built from an extract of OpenStreetMap."""

import os
from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import say, warn
from api.settings import load_settings
from routing.travel.programs import find_programs
from routing.travel.tiles import build_tiles

ATTRIBUTION = "Show with every map made from it: © OpenStreetMap contributors (ODbL)."


def register(app: typer.Typer) -> None:
    """Add the commands."""
    roads = typer.Typer(
        help="Road maps for travel times and turns.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    app.add_typer(roads, name="roads")
    roads.callback()(lambda: None)  # so that one subcommand alone is still named

    @roads.command(name="build")
    def _build(
        extract: Annotated[
            Path, typer.Argument(help="An extract of OpenStreetMap.", metavar="EXTRACT.osm.pbf")
        ],
        out: Annotated[Path, typer.Option(help="The folder of tiles; an older one is replaced.")],
    ) -> None:
        """Build road tiles for `dauys plan --matrix valhalla:TILES`.

        Needs Valhalla: the extra `roads` with Python 3.12 or newer, or its package named in
        DAUYS_VALHALLA. Until the new tiles are complete the old ones stay in use.
        """
        settings = load_settings()
        programs = find_programs(settings.valhalla, settings.roads_dir)
        tiles = build_tiles(programs, extract, out, processors=os.cpu_count() or 1, tell=warn)
        say(f"Road tiles written to {tiles.folder}, version {tiles.version}. {ATTRIBUTION}")
