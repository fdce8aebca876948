namespace LuthienProxy.Simulator;

/// <summary>How a call ended, seen from the provider.</summary>
public enum CallEnding
{
    /// <summary>Everything the script says was written.</summary>
    Completed,

    /// <summary>The script broke the connection.</summary>
    Broken,

    /// <summary>The client went away first.</summary>
    ClientGone,
}
