"""What outlives the process: ledger, report files, git commits."""
