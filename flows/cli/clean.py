"""`saring clean` runs the engine directly, `saring run` runs it as a Prefect flow."""

from flows.cli.options import Accept, Again, AsJson, AsOf, CleanFolder, RawFolder, Workers, day_of, read_accepted


def clean(
    raw: RawFolder,
    clean: CleanFolder,
    as_of: AsOf = None,
    workers: Workers = None,
    again: Again = False,  # noqa: FBT002 - a flag of the command line
    accept: Accept = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean what is new in RAW into the datasets of CLEAN. No server, a progress bar."""
    from flows.engine import clean_folder
    from flows.report import print_summary, progress_bar

    accepted = read_accepted(accept)
    with progress_bar(quiet=json) as watch:
        summary = clean_folder(
            raw, clean, as_of=day_of(as_of), workers=workers, again=again, accepted=accepted, watch=watch
        )
    print_summary(summary, as_json=json)


def run(
    raw: RawFolder,
    clean: CleanFolder,
    as_of: AsOf = None,
    workers: Workers = None,
    again: Again = False,  # noqa: FBT002 - a flag of the command line
    accept: Accept = None,
    json: AsJson = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Clean RAW into CLEAN as a Prefect flow: tasks per shard, retries, a summary artifact."""
    from flows.clean import run_flow
    from flows.report import print_summary

    summary = run_flow(raw, clean, as_of=day_of(as_of), workers=workers, again=again, accepted=read_accepted(accept))
    print_summary(summary, as_json=json)
