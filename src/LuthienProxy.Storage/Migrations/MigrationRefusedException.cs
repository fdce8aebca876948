namespace LuthienProxy.Storage.Migrations;

/// <summary>The database's schema is not one that this program can bring up to date; the message says why, for the person who starts it. Nothing was changed.</summary>
public sealed class MigrationRefusedException(string reason) : Exception(reason);
