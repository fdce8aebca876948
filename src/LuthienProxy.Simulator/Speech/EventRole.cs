namespace LuthienProxy.Simulator.Speech;

/// <summary>What an event is to its stream: where faults and pacing take hold.</summary>
enum EventRole
{
    /// <summary>Scaffolding: starts, stops, usage, pings.</summary>
    Scaffold,

    /// <summary>The first event.</summary>
    Opening,

    /// <summary>A delta that carries content.</summary>
    Content,

    /// <summary>The event after which nothing may come.</summary>
    Terminal,

    /// <summary>A comment line, not an event.</summary>
    Comment,

    /// <summary>No bytes: a silence.</summary>
    Silence,
}
