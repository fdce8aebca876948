namespace LuthienProxy.Simulator.Speech;

/// <summary>One event before it becomes bytes. <see cref="Name"/> is null where the format has no event line.</summary>
sealed record SpokenEvent(string? Name, string Data, EventRole Role = EventRole.Scaffold)
{
    public TimeSpan Wait { get; init; }

    public static SpokenEvent Silence(TimeSpan wait) => new(null, "", EventRole.Silence) { Wait = wait };
}
