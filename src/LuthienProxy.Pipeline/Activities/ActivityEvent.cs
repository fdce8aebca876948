namespace LuthienProxy.Pipeline.Activities;

/// <summary>Something that people may watch live. Immutable; texts from outside are cut to what a page can show.</summary>
public abstract record ActivityEvent
{
    /// <summary>What happened, as the stream's catalogue of events names it: <c>transaction.opened</c>.</summary>
    public abstract string Type { get; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
