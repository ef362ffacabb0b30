"""Two weeks of visits: on which days each reader is visited, then every day planned on its own."""
