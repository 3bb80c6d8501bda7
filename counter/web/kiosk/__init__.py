"""The pages of people who wait: kiosk, ticket, wall."""
