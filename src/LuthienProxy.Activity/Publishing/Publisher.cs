namespace LuthienProxy.Activity.Publishing;

/// <summary>What a <see cref="PublisherActor"/> is told, besides the events themselves.</summary>
static class Publisher
{
    /// <summary>Somebody watches from now on.</summary>
    public sealed record Woken
    {
        public static readonly Woken Instance = new();
    }

    /// <summary>Something waits to be taken.</summary>
    public sealed record Arrived
    {
        public static readonly Arrived Instance = new();
    }

    /// <summary>Tell other nodes where this one's numbers stand.</summary>
    public sealed record SayPosition
    {
        public static readonly SayPosition Instance = new();
    }
}
