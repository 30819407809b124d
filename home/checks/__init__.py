"""What an editor had better look at before publishing. What must not be published the forms refuse by themselves."""
