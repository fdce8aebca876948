namespace LuthienProxy.Simulator.Performance;

/// <summary>What a step of a performance does.</summary>
enum StepKind
{
    /// <summary>Sends the status line and the headers.</summary>
    Headers,

    /// <summary>Writes bytes.</summary>
    Write,

    /// <summary>Hands what was written to the transport.</summary>
    Flush,

    /// <summary>Waits once.</summary>
    Wait,

    /// <summary>Waits for the next beat of the pacing.</summary>
    Beat,

    /// <summary>Waits until the client leaves.</summary>
    Stall,

    /// <summary>Closes the connection with FIN, the HTTP message unfinished.</summary>
    Close,

    /// <summary>Resets the connection.</summary>
    Reset,
}
