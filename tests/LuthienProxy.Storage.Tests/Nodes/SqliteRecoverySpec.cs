using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class SqliteRecoverySpec() : RecoverySpec(DatabaseEngine.Sqlite);
