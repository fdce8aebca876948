namespace LuthienProxy.Protocol.Chat;

/// <summary>Which fields of a tool call's head an entry of <c>tool_calls</c> bears (C4).</summary>
[Flags]
enum ToolHeadTraits : byte
{
    /// <summary>None: a continuation.</summary>
    None = 0,

    /// <summary>A non-empty <c>id</c>.</summary>
    Id = 1,

    /// <summary>A <c>type</c>.</summary>
    Type = 2,

    /// <summary>A non-empty name.</summary>
    Name = 4,

    /// <summary>All of them, as a call's first entry needs.</summary>
    Whole = Id | Type | Name,
}
