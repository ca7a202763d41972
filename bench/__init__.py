"""Speed and memory, as ratios measured in one run. `python -m bench`; results go to bench/RESULTS.md by hand."""
