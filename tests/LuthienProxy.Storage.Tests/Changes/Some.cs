using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Changes;

/// <summary>Changes to begin from.</summary>
static class Some
{
    public static AdministrativeChange Change(DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        At = at,
        Node = "n",
        Actor = "admin (ann)",
        Origin = "key 127.0.0.1",
        Action = "activatePolicy",
        Outcome = ChangeOutcome.Done,
    };
}
