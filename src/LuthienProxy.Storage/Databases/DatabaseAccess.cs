namespace LuthienProxy.Storage.Databases;

/// <summary>What a connection is wanted for.</summary>
public enum DatabaseAccess
{
    /// <summary>Only reading. With SQLite one of a few connections that cannot write and never wait for the writer.</summary>
    Read,

    /// <summary>Reading and writing. With SQLite the one connection that can.</summary>
    Write,
}
