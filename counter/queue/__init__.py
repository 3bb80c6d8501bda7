"""The queue as pure rules: the order of the line, the forecast, the 15 minutes, the day's figures;
`reads` asks the database for what they need.
"""
