using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Changes;

public sealed class PostgresChangeRecordSpec() : ChangeRecordSpec(DatabaseEngine.Postgres);
