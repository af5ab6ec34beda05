// Two identities: the app works with data, the job may change the schema.

@description('The region.')
param location string
@description('Tags of every resource.')
param tags object
@description('What makes names unique.')
@minLength(13)
@maxLength(13)
param token string

resource web 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-web-${token}'
  location: location
  tags: tags
}

resource migrate 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-migrate-${token}'
  location: location
  tags: tags
}

@export()
@description('What others need to know of a managed identity.')
type managedIdentity = {
  @description('The resource id.')
  id: string
  @description('The name, which is its role in PostgreSQL too.')
  name: string
  @description('The object id of its service principal.')
  principalId: string
  @description('The id it signs in with.')
  clientId: string
}

@description('The identity of the app.')
output web managedIdentity = {
  id: web.id
  name: web.name
  principalId: web.properties.principalId
  clientId: web.properties.clientId
}

@description('The identity of the migrate job.')
output migrate managedIdentity = {
  id: migrate.id
  name: migrate.name
  principalId: migrate.properties.principalId
  clientId: migrate.properties.clientId
}
