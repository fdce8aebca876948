namespace LuthienProxy.Pipeline.Recording;

/// <summary>What a <see cref="JournalFeed"/> is fed by.</summary>
interface IFeedSource
{
    /// <summary>Adds the events of what was collected. Called with the feed's lock.</summary>
    void Collect();

    /// <summary>Everything was handed over and answered, the terminal event included; called once, with the feed's lock.</summary>
    void Closed();

    /// <summary>The journal threw.</summary>
    void Failed(Exception cause);

    /// <summary>So many events are on no record.</summary>
    void Lost(int events);
}
