namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>How far a call to an upstream had come; decides what may be tried again.</summary>
public enum UpstreamPhase
{
    /// <summary>The connection was being made: nothing of the request was sent.</summary>
    Connect,

    /// <summary>The request was sent, or begun; no response head has come.</summary>
    Send,

    /// <summary>The response head came; its body is being read.</summary>
    Body,
}
