using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Policies;

/// <summary>A row of <c>policy_history</c> as the drivers give it.</summary>
sealed record PolicyChangeRow
{
    public long Number { get; init; }

    public string Action { get; init; } = "";

    public string? FromName { get; init; }

    public int? FromVersion { get; init; }

    public string? ToName { get; init; }

    public int? ToVersion { get; init; }

    public object ChangedAt { get; init; } = 0L;

    public string ChangedBy { get; init; } = "";

    public PolicyChange ToChange() =>
        new(Number, ToAction(), Of(FromName, FromVersion), Of(ToName, ToVersion), StoredValue.Time(ChangedAt), ChangedBy);

    PolicyAction ToAction() => Enum.Parse<PolicyAction>(Action, ignoreCase: true) is var action && action == PolicyAction.Activate && ToName is null ? PolicyAction.Deactivate : action;

    static PolicyVersion? Of(string? name, int? version) => (name, version) is ({ } known, { } number) ? new PolicyVersion(known, number) : null;
}
