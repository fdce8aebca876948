using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Changes;

public sealed class SqliteChangeRecordSpec() : ChangeRecordSpec(DatabaseEngine.Sqlite);
