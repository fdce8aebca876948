namespace LuthienProxy.Activity.Feed;

/// <summary>An event as it stands in the feed: encoded once, shared by everybody who is sent it. Immutable.</summary>
sealed class Entry
{
    /// <summary>Its place in this node's feed.</summary>
    public required long Position { get; init; }

    /// <summary>The run of a node that it belongs to.</summary>
    public required Lane Lane { get; init; }

    /// <summary>Its number there; a gap bears the number of the last event that it stands for.</summary>
    public required long Number { get; init; }

    /// <summary>Everything heard up to here, itself included.</summary>
    public required Cursor Cursor { get; init; }

    /// <summary>What happened.</summary>
    public required string Type { get; init; }

    /// <summary>What it can be filtered by; null for a gap, which concerns everybody.</summary>
    public required EventFacts? Facts { get; init; }

    /// <summary>The whole event as server-sent events frame it.</summary>
    public required ReadOnlyMemory<byte> Frame { get; init; }

    /// <summary>The JSON within <see cref="Frame"/>.</summary>
    public required ReadOnlyMemory<byte> Json { get; init; }

    /// <summary>When it was put into the feed, as a timestamp of the clock.</summary>
    public required long At { get; init; }

    /// <summary>Everything heard before it.</summary>
    public Cursor Before => Cursor.With(Lane.Key, Number - 1);
}
