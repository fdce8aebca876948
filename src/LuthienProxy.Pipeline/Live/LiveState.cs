namespace LuthienProxy.Pipeline.Live;

/// <summary>What a running call is at.</summary>
public enum LiveState
{
    /// <summary>Taken, nothing done yet.</summary>
    Admitted,

    /// <summary>Policies have its request before them.</summary>
    Deciding,

    /// <summary>The upstream was asked, and nothing of an answer has come.</summary>
    WaitingUpstream,

    /// <summary>An answer that is not streamed is coming in.</summary>
    Receiving,

    /// <summary>The answer flows.</summary>
    Streaming,

    /// <summary>A policy has a piece of the answer before it.</summary>
    Holding,

    /// <summary>The client has to take what is there before more can flow.</summary>
    WaitingClient,

    /// <summary>It is told how the call ended.</summary>
    Ending,
}
