namespace LuthienProxy.Storage.Nodes;

/// <summary>Another process uses the data directory.</summary>
public sealed class DirectoryTakenException(string directory, Exception cause)
    : IOException($"Another gateway uses the data directory {directory}. Give each process its own (luthien.data-directory), or stop the other one.", cause);
