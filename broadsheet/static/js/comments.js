// What a browser adds to a conversation. All of it works without this.
