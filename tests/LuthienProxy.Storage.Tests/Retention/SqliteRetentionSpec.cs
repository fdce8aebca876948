using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Retention;

public sealed class SqliteRetentionSpec() : RetentionSpec(DatabaseEngine.Sqlite);
