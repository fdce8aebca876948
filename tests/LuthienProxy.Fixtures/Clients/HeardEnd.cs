namespace LuthienProxy.Fixtures.Clients;

/// <summary>How an answer ended, as its client sees it.</summary>
public enum HeardEnd
{
    /// <summary>With the format's own end: the client takes it for whole.</summary>
    Complete,

    /// <summary>With an error in the format's own form, as a status or in the stream.</summary>
    Error,

    /// <summary>With neither.</summary>
    Cut,
}
