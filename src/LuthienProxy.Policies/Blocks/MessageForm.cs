namespace LuthienProxy.Policies.Blocks;

/// <summary>Where the words that policies add are read, and so how they are written.</summary>
public enum MessageForm
{
    /// <summary>Markdown, readable as it stands. Control sequences are made visible. The default.</summary>
    Text,

    /// <summary>For a terminal: the same, with control sequences taken out rather than shown.</summary>
    Terminal,

    /// <summary>For a page that shows HTML: paragraphs and preformatted text, everything else escaped.</summary>
    Web,
}
