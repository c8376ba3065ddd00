"""What readers are owed: the policy in words, reasons, appeals, notices, their data, reports."""
