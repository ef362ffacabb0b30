"""The compiled improver: takes a plan apart somewhere and puts it together again, very often.

Slack induction by string removals: Christiaens and Vanden Berghe, Transportation Science 54 (2020).
Why it stands beside OR-Tools: docs/decisions/0015-compiled-improver.md.
"""
