namespace LuthienProxy.Cli;

/// <summary>How <c>pbm</c> ends: a script asks this, and no text.</summary>
static class ExitCode
{
    /// <summary>Done. For <c>health</c>: the gateway takes calls.</summary>
    public const int Ok = 0;

    /// <summary>The gateway answered that it cannot. For <c>health</c>: it takes no calls.</summary>
    public const int Failed = 1;

    /// <summary>The command line is not of the form, or a change lacks <c>--yes</c>.</summary>
    public const int Usage = 2;

    /// <summary>No gateway answered there, or the connection broke.</summary>
    public const int NoConnection = 3;

    /// <summary>The key is missing or wrong.</summary>
    public const int Refused = 4;

    /// <summary>The gateway did not answer in time.</summary>
    public const int TimedOut = 5;

    /// <summary>Ctrl+C came before the answer. What goes on until then (tails, watches) ends with <see cref="Ok"/>.</summary>
    public const int Interrupted = 130;
}
