// This runs in Chromium's page of extensions: it takes or gives access to the hosts of a domain.
(async () => {
  const api = chrome.developerPrivate;
  const hosts = async () => (await api.getExtensionInfo(ID)).permissions.runtimeHostPermissions.hosts;
  const keep = (await hosts()).filter((/** @type {{ host: string, granted: boolean }} */ { host, granted }) => host.includes(DOMAIN) ? GRANTED : granted);
  await api.updateExtensionConfiguration({ extensionId: ID, hostAccess: "ON_CLICK" });
  for (const { host } of keep) await api.addHostPermission(ID, host);
})()
