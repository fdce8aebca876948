namespace LuthienProxy.Protocol.Journal;

/// <summary>What a call is for. Agents mix their own errands with the user's turns and give them all one session id (protocols.md, section 1).</summary>
public enum CallKind
{
    /// <summary>A turn of the conversation.</summary>
    Turn,

    /// <summary>The agent wants a title for the session.</summary>
    Title,

    /// <summary>The agent tests its quota or the connection.</summary>
    Probe,

    /// <summary>Tokens are counted.</summary>
    TokenCount,

    /// <summary>Models are listed, or one is described.</summary>
    Models,
}
