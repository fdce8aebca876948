namespace Luthien.Actors;

/// <summary>How loud a <see cref="LogEvent"/> is.</summary>
public enum KernelLogLevel
{
    /// <summary>For those who look closely.</summary>
    Debug,

    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Something was lost or kept only with luck.</summary>
    Warning,

    /// <summary>An actor failed.</summary>
    Error,
}
