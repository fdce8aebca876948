namespace LuthienProxy.Protocol.Chat;

/// <summary>What else than content a chunk holds; <see cref="None"/> is the ordinary delta.</summary>
[Flags]
enum ChunkTraits
{
    /// <summary>Content of choices, and nothing that needs a second look.</summary>
    None = 0,

    /// <summary>A choice's delta names the role.</summary>
    Role = 1,

    /// <summary>Token counts, not null.</summary>
    Usage = 1 << 1,

    /// <summary>No <c>choices</c> at all (C1).</summary>
    LacksChoices = 1 << 2,

    /// <summary><c>choices</c> is empty: usage, or a filter's report.</summary>
    EmptyChoices = 1 << 3,

    /// <summary><c>object</c> is missing or has another value than C6 asks for.</summary>
    WrongObject = 1 << 4,

    /// <summary>A <c>finish_reason</c> of <c>""</c>, which some providers mean as null.</summary>
    EmptyFinish = 1 << 5,

    /// <summary>The SSE event has a name (C1).</summary>
    Named = 1 << 6,

    /// <summary>Content whose events come with a later frame: a tool call without its name yet.</summary>
    Withheld = 1 << 7,

    /// <summary>Content and a stop reason of one choice together (I-02, I-03).</summary>
    StopWithContent = 1 << 8,

    /// <summary>Not a byte-exact <c>[DONE]</c>.</summary>
    Untidy = 1 << 9,
}
