namespace LuthienProxy.LoadTest;

/// <summary>What the program ends with.</summary>
static class ExitStatus
{
    /// <summary>Every call was right.</summary>
    public const int Clean = 0;

    /// <summary>A call was corrupt or failed, or none was made to its end.</summary>
    public const int Failed = 1;

    /// <summary>It was asked for something that it does not do.</summary>
    public const int Usage = 2;

    /// <summary>The target, the gateway or the upstream could not be reached or started.</summary>
    public const int Unreachable = 3;
}
