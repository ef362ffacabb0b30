"""The work behind the doors: editions are made, surely and once, by any number of workers.

Nothing else knows the job engine. What is to be made stands in the records of productions; the
engine sees to it that what a worker began is gone on with, whoever ends.
"""
