// What must be a secret: the password of the mail server. All else signs in with managed identities.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string
@description('The password of the mail server; empty where there is none.')
@secure()
param mailPassword string
@description('The principal that reads secrets.')
param readerId string
@description('The subnet of the private endpoint.')
param subnetId string
@description('The private zone of vaults.')
param dnsZoneId string
@description('Where the log of access goes.')
param workspaceId string

var secretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: 'kv-${token}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
  }

  resource mail 'secrets' = if (!empty(mailPassword)) {
    name: 'mail-password'
    properties: { value: mailPassword, contentType: 'text/plain' }
  }
}

resource read 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, readerId, secretsUser)
  properties: { principalId: readerId, principalType: 'ServicePrincipal', roleDefinitionId: secretsUser }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

module endpoint 'private-endpoint.bicep' = {
  params: {
    name: 'pe-vault-${token}'
    location: location
    tags: tags
    subnetId: subnetId
    targetId: vault.id
    part: 'vault'
    dnsZoneId: dnsZoneId
  }
}

@description('The address of the vault.')
output uri string = vault.properties.vaultUri
