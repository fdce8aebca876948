namespace LuthienProxy.Storage.Databases;

/// <summary>The engines that a journal may live in.</summary>
public enum DatabaseEngine
{
    /// <summary>PostgreSQL, shared by any number of nodes.</summary>
    Postgres,

    /// <summary>SQLite, embedded: a file of one node.</summary>
    Sqlite,
}
